package io.nacre.ingest.iso8583;

import static io.nacre.payment.Channel.CARD_NOT_PRESENT;
import static io.nacre.payment.Channel.CARD_PRESENT;

import io.nacre.payment.Channel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The channel of a card payment by how the card number was entered: the first two digits of data element 22. */
final class PosEntryModes {

    private static final Map<Channel, List<String>> MODES = Map.of(
            CARD_PRESENT, List.of("02", "05", "06", "07", "79", "80", "90", "91", "95"),
            CARD_NOT_PRESENT, List.of("01", "09", "10", "81", "82"));

    private final Map<String, Channel> channels = new TreeMap<>();

    /** @param additional channels by mode, which replace those of the table */
    PosEntryModes(Map<String, Channel> additional) {
        MODES.forEach((channel, modes) -> modes.forEach(mode -> channels.put(mode, channel)));
        channels.putAll(additional);
    }

    /** The channel; null for a mode that is not in the table, such as 00, unknown. */
    @Nullable
    Channel channel(String mode) {
        return channels.get(mode);
    }

    /** The modes of a channel, for the documentation. */
    static List<String> modes(Channel channel) {
        return MODES.getOrDefault(channel, List.of());
    }
}
