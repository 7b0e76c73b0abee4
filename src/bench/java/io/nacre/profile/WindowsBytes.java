package io.nacre.profile;

/** Windows alone as bytes: the job only keeps them inside larger memories. */
public final class WindowsBytes {

    public static final StateCodec<SlidingWindows> CODEC =
            StateCodec.first(SlidingWindows::write, SlidingWindows::read);

    private WindowsBytes() {}
}
