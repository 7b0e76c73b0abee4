package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.reference.DevicePlaceholders;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.PrivateAddressPolicy;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses and device ids that identify nobody, such as 127.0.0.1 or a device id of zeros. Thousands of payers send
 * the same value. As a key it would connect all of them with each other, and with every fraudster among them.
 */
public final class PlaceholderValues {

    private PlaceholderValues() {}

    /** The transaction without placeholder values; the same object if it has none. */
    static Transaction without(Transaction transaction, PrivateAddressPolicy privateAddressPolicy) {
        boolean address = isAddress(transaction.ip(), privateAddressPolicy);
        boolean device = isDevice(transaction.deviceId());
        return address || device
                ? transaction.with(address ? null : transaction.ip(), device ? null : transaction.deviceId())
                : transaction;
    }

    private static boolean isAddress(@Nullable String ip, PrivateAddressPolicy privateAddressPolicy) {
        if (ip == null) {
            return false;
        }
        return switch (IpAddresses.kindOf(ip)) {
            case PUBLIC -> false;
            case PRIVATE -> privateAddressPolicy == PrivateAddressPolicy.UNKNOWN;
            case SPECIAL -> true;
        };
    }

    private static boolean isDevice(@Nullable String deviceId) {
        return deviceId != null && DevicePlaceholders.contains(deviceId);
    }
}
