package io.nacre.webhook;

import java.net.UnknownHostException;

/** A host has an IP address that the endpoint may not have. */
final class IpAddressRefusedException extends UnknownHostException {

    IpAddressRefusedException() {
        super("the host has an IP address that is not public; set allow-private if it is yours");
    }
}
