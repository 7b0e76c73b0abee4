package io.nacre;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads Flink's RPC system once for all clusters in this JVM.
 *
 * <p>Flink unpacks a jar of 24 MB for each cluster, and loads its classes anew. The JVM then compiles them anew as
 * well, which takes seconds of processor time.
 */
public final class SharedRpcSystemLoader implements RpcSystemLoader {

    /** Before Flink's own, whose priority is 0. */
    @Override
    public int getLoadPriority() {
        return -1;
    }

    @Override
    public RpcSystem loadRpcSystem(Configuration config) {
        return SharedRpcSystem.INSTANCE;
    }

    /** Loaded when it is first used, and closed with the JVM: its folder must outlive that of a test. */
    private static final class SharedRpcSystem {

        private static final RpcSystem INSTANCE = new OpenRpcSystem(load());

        private static RpcSystem load() {
            RpcSystem system = ServiceLoader.load(RpcSystemLoader.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(loader -> !(loader instanceof SharedRpcSystemLoader))
                    .min(Comparator.comparingInt(RpcSystemLoader::getLoadPriority))
                    .orElseThrow()
                    .loadRpcSystem(new Configuration());
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "close-rpc-system"));
            return system;
        }
    }

    /** A cluster that ends leaves it open for the next. */
    private record OpenRpcSystem(RpcSystem system) implements RpcSystem {

        @Override
        public RpcServiceBuilder localServiceBuilder(Configuration settings) {
            return system.localServiceBuilder(settings);
        }

        @Override
        public RpcServiceBuilder remoteServiceBuilder(
                Configuration settings, @Nullable String externalAddress, String externalPortRange) {
            return system.remoteServiceBuilder(settings, externalAddress, externalPortRange);
        }

        @Override
        public String getRpcUrl(
                String host, int port, String endpoint, AddressResolution resolution, Configuration settings)
                throws UnknownHostException {
            return system.getRpcUrl(host, port, endpoint, resolution, settings);
        }

        @Override
        public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
            return system.getInetSocketAddressFromRpcUrl(url);
        }

        @Override
        public long getMaximumMessageSizeInBytes(Configuration settings) {
            return system.getMaximumMessageSizeInBytes(settings);
        }
    }
}
