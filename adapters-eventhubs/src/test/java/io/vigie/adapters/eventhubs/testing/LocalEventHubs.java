package io.vigie.adapters.eventhubs.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A namespace of Event Hubs on this host, in this JVM: AMQP 1.0 over TLS as clients speak it with the service. What is in
 * its hubs is in memory, and outlasts a stop and a start.
 *
 * <p>Clients ignore the port of a connection string and come to 5671. So that several JVMs can have a namespace at once,
 * each takes loopback addresses of its own, {@code 127.x.y.z}, where the system has them (Linux does).
 *
 * <p>It differs from the service in this: events of one partition key go to the partition that Java's hash of the key
 * names; tokens are checked when they are put and not again; and nothing is throttled unless a test says so.
 *
 * @see <a href="https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide">AMQP 1.0 in Azure
 *     Service Bus and Event Hubs</a>
 */
public final class LocalEventHubs implements AutoCloseable {

    /** Where clients look for the service. */
    public static final int PORT = 5671;

    private static final int THREADS = 2;
    private static final int LITTLE = 1 << 18;
    private static final int MUCH = 1 << 20;

    private final SSLContext identity;
    private final InetSocketAddress address;
    private final Namespace namespace;
    private final SharedAccessPolicy root;
    private final EventLoopGroup threads =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("local-event-hubs", true));
    private @Nullable Channel server;
    private int port;

    private LocalEventHubs(InetSocketAddress address, SSLContext identity) {
        this.address = address;
        port = address.getPort();
        this.identity = identity;
        namespace = new Namespace(address.getHostString());
        root = addPolicy("RootManageSharedAccessKey", Right.MANAGE);
    }

    /** One at a free address of this JVM's own, on {@link #PORT}. */
    public static LocalEventHubs start() {
        return start(Identity.ofThisHost());
    }

    /** The same, but what it shows to clients is the certificate of another host. */
    public static LocalEventHubs startWithCertificateOfAnotherHost() {
        return start(Identity.ofAnotherHost());
    }

    /**
     * One at a place of this host: {@code localhost}, {@code 127.0.0.1} or an address that {@link #start} may take; port 0 is
     * any that is free.
     */
    public static LocalEventHubs startAt(String host, int port) {
        LocalEventHubs hubs = new LocalEventHubs(at(host, port), Identity.ofThisHost());
        hubs.startAgain();
        return hubs;
    }

    @SuppressWarnings("AddressSelection") // A name of this host has one address that is meant.
    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    private static LocalEventHubs start(SSLContext identity) {
        for (String address : Identity.addresses()) {
            LocalEventHubs hubs = new LocalEventHubs(at(address, PORT), identity);
            if (hubs.bind()) {
                return hubs;
            }
            hubs.close();
        }
        LocalEventHubs hubs = new LocalEventHubs(at("127.0.0.1", PORT), identity);
        hubs.startAgain();
        return hubs;
    }

    /** The name of this host that clients know it by. */
    public String host() {
        return address.getHostString();
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Makes a hub. Its first consumer group is {@link Hub#DEFAULT_GROUP}. */
    public Hub createHub(String name, int partitions, String... consumerGroups) {
        Hub hub = new Hub(name, partitions, connectionString(root, name));
        for (String group : consumerGroups) {
            hub.addConsumerGroup(group);
        }
        namespace.add(hub);
        return hub;
    }

    /** The hub of a name. */
    public Hub hub(String name) {
        try {
            return namespace.hub(name);
        } catch (AmqpException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** All hubs, by name. */
    public List<Hub> hubs() {
        return namespace.hubs();
    }

    /** Takes a hub away. Links to it stay until they are closed. */
    public void deleteHub(String name) {
        namespace.remove(name);
    }

    /** Makes a policy with a key of its own. One of a name that is known takes its place, as when a key is made anew. */
    public SharedAccessPolicy addPolicy(String name, Right... rights) {
        String key =
                Base64.getEncoder().encodeToString(("key of " + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII));
        SharedAccessPolicy policy = new SharedAccessPolicy(name, key, Set.of(rights));
        namespace.tokens.add(policy);
        return policy;
    }

    /** The policy that allows everything. */
    public SharedAccessPolicy rootPolicy() {
        return root;
    }

    /** What clients connect with that may do everything. It names no hub. */
    public String connectionString() {
        return connectionString(root);
    }

    /** What clients connect with that have this policy. It names no hub. */
    public String connectionString(SharedAccessPolicy policy) {
        return "Endpoint=sb://" + host() + "/;SharedAccessKeyName=" + policy.name() + ";SharedAccessKey="
                + policy.key();
    }

    /** The same for one hub. */
    public String connectionString(SharedAccessPolicy policy, String hub) {
        return connectionString(policy) + ";EntityPath=" + hub;
    }

    /** Lets those in that have this bearer token of Microsoft Entra ID, with all rights; it need not be one of any form. */
    public void acceptBearer(String token, Instant expiry) {
        namespace.tokens.accept(token, expiry);
    }

    /** With what clients trust it. */
    public TrustStore trustStore() {
        return Identity.TRUST;
    }

    /** With what clients do not trust it. */
    public TrustStore strangersTrustStore() {
        return Identity.STRANGERS_TRUST;
    }

    /** The key and certificate of this host, PKCS #12, for what else is to be trusted like it; its password is the same. */
    public Path identity() {
        return Identity.FILE;
    }

    /** What can go wrong. */
    public Faults faults() {
        return namespace.faults;
    }

    /** What has happened. */
    public Counters counters() {
        return namespace.counters;
    }

    /** Closes its port and cuts all connections. What is in the hubs stays. */
    public void stop() {
        if (server != null) {
            server.close().syncUninterruptibly();
            server = null;
        }
        namespace.connections.forEach(AmqpConnection::drop);
    }

    /** Starts it after {@link #stop}, where it was. */
    public void startAgain() {
        if (!bind()) {
            throw new IllegalStateException(address + " is taken.");
        }
    }

    /** Ends it for good. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The threads are daemons; nobody need wait for their end.
    public void close() {
        stop();
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private boolean bind() {
        try {
            server = new ServerBootstrap()
                    .group(threads)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LITTLE, MUCH))
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            SSLEngine tls = identity.createSSLEngine();
                            tls.setUseClientMode(false);
                            channel.pipeline().addLast(new SslHandler(tls), new AmqpConnection(namespace));
                        }
                    })
                    .bind(new InetSocketAddress(address.getAddress(), port))
                    .syncUninterruptibly()
                    .channel();
            port = ((InetSocketAddress) server.localAddress()).getPort();
            return true;
        } catch (Exception e) {
            // Netty throws what is not declared.
            if (e instanceof BindException) {
                return false;
            }
            throw e;
        }
    }
}
