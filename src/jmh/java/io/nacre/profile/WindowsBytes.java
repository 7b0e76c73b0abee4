package io.nacre.profile;

/** Windows alone as bytes: the job only keeps them inside larger memories. */
public final class WindowsBytes {

    public static final Codec<Windows> CODEC = Codec.first(Windows::write, Windows::read);

    private WindowsBytes() {}
}
