package io.nacre.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the host of an endpoint and refuses it if any of its IP addresses is not allowed. The HTTP client connects
 * to exactly the IP addresses that this returns, so a host that resolves differently a moment later gains nothing.
 */
final class CheckedDnsResolver implements DnsResolver {

    private final IpAddressPolicy policy;
    private final HostLookup lookup;

    /** The system's resolver, or that of a test. */
    interface HostLookup {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    CheckedDnsResolver(IpAddressPolicy policy, HostLookup lookup) {
        this.policy = policy;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException("the host has no IP address");
        }
        for (InetAddress address : addresses) {
            if (!policy.accepts(address)) {
                throw new IpAddressRefusedException();
            }
        }
        return addresses;
    }

    /** The name itself: a reverse lookup would ask a name server that someone else controls. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
