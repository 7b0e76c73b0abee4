package io.nacre.profile;

/** Encodes windows alone; the job stores them only inside larger state. */
public final class WindowsBytes {

    public static final StateCodec<SlidingWindows> CODEC =
            StateCodec.first(SlidingWindows::write, SlidingWindows::read);

    private WindowsBytes() {}
}
