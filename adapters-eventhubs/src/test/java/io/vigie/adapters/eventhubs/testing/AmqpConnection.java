package io.vigie.adapters.eventhubs.testing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: the bytes are Netty's, and what they mean is Proton's engine's. All of it is of the channel's
 * thread, but for what is said to be of any.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // What cannot be written or closed is told to exceptionCaught and channelInactive.
final class AmqpConnection extends ChannelInboundHandlerAdapter {

    private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);
    private static final int FRAME = 65536;
    private static final int CREDIT = 500;
    private static final int SECONDS_BETWEEN_TICKS = 5;

    private final Namespace namespace;
    private final Claims claims = new Claims();
    private final Map<String, RequestNode> nodes;
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Collector collector = Proton.collector();
    private final List<EventOutput> outputs = new CopyOnWriteArrayList<>();
    private final List<Receiver> inputs = new CopyOnWriteArrayList<>();
    private final List<Sender> replies = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> ticks;
    private int tag;

    AmqpConnection(Namespace namespace) {
        this.namespace = namespace;
        nodes = Map.of(
                ClaimsNode.ADDRESS,
                new ClaimsNode(namespace, claims),
                ManagementNode.ADDRESS,
                new ManagementNode(namespace, claims));
    }

    Namespace namespace() {
        return namespace;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext channel) {
        context = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        if (namespace.faults.areConnectionsRefused()) {
            namespace.counters.refused.increment();
            channel.close();
            return;
        }
        namespace.connections.add(this);
        connection.collect(collector);
        transport.setMaxFrameSize(FRAME);
        transport.setEmitFlowEventOnSend(false);
        Sasl sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms("MSSBCBS", "ANONYMOUS");
        sasl.setListener(new LetIn());
        transport.bind(connection);
        ticks = channel.executor()
                .scheduleAtFixedRate(this::tick, SECONDS_BETWEEN_TICKS, SECONDS_BETWEEN_TICKS, TimeUnit.SECONDS);
        process();
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && transport.capacity() > 0) {
                ByteBuffer tail = transport.tail();
                int count = Math.min(tail.remaining(), bytes.readableBytes());
                tail.limit(tail.position() + count);
                bytes.readBytes(tail);
                transport.process();
                dispatch();
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        process();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext channel) {
        if (channel.channel().isWritable()) {
            process();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        namespace.connections.remove(this);
        if (ticks != null) {
            ticks.cancel(false);
        }
        outputs.forEach(EventOutput::close);
        outputs.clear();
        inputs.clear();
    }

    /** A handshake that fails, or a client that is gone: nobody is left to be told. */
    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        channel.close();
    }

    /** Cuts the connection. Of any thread. */
    void drop() {
        ChannelHandlerContext channel = context;
        if (channel != null && channel.channel().isActive()) {
            namespace.counters.dropped.increment();
            // From below TLS, which would take its leave.
            ChannelFuture closed = channel.pipeline().firstContext().close();
            if (!channel.executor().inEventLoop()) {
                closed.awaitUninterruptibly();
            }
        }
    }

    /** Has what is new be sent. Of any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            execute(() -> {
                woken.set(false);
                process();
            });
        }
    }

    /** Runs what is of the channel's thread, and sends what comes of it. Of any thread. */
    void run(Runnable task) {
        ChannelHandlerContext channel = context;
        if (channel != null && channel.executor().inEventLoop()) {
            task.run();
            wake();
        } else {
            execute(() -> {
                task.run();
                process();
            });
        }
    }

    /** Waits until all is done that was to be run. Of any other thread. */
    void await() {
        ChannelHandlerContext channel = context;
        if (channel != null) {
            try {
                channel.executor().submit(() -> {}).awaitUninterruptibly();
            } catch (RejectedExecutionException stopped) {
                // Nothing is left to be done.
            }
        }
    }

    private void execute(Runnable task) {
        ChannelHandlerContext channel = context;
        if (channel != null) {
            try {
                channel.executor().execute(task);
            } catch (RejectedExecutionException stopped) {
                // The connection is gone with its threads.
            }
        }
    }

    void detachReceivers(AmqpError error) {
        outputs.forEach(output -> output.detach(error));
        await();
    }

    void detachSenders(AmqpError error) {
        inputs.forEach(input -> run(() -> {
            if (inputs.contains(input)) {
                namespace.counters.detached.increment();
                close(input, error);
            }
        }));
        await();
    }

    /** Closes a link with an error. */
    void close(Link link, AmqpError error) {
        release(link);
        link.setCondition(error.frame());
        link.close();
    }

    private void tick() {
        transport.tick(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        process();
    }

    private void process() {
        ChannelHandlerContext channel = context;
        if (channel == null || !channel.channel().isActive()) {
            return;
        }
        boolean hasWritten;
        do {
            dispatch();
            if (channel.channel().isWritable()) {
                outputs.forEach(EventOutput::pump);
            }
            hasWritten = write(channel);
        } while (hasWritten && channel.channel().isWritable());
        channel.flush();
        if (transport.pending() < 0) {
            channel.close();
        }
    }

    private boolean write(ChannelHandlerContext channel) {
        boolean hasWritten = false;
        int pending = transport.pending();
        while (pending > 0 && channel.channel().isWritable()) {
            ByteBuffer head = transport.head().duplicate();
            int count = head.remaining();
            channel.write(channel.alloc().buffer(count).writeBytes(head));
            transport.pop(count);
            hasWritten = true;
            pending = transport.pending();
        }
        return hasWritten;
    }

    private void dispatch() {
        for (Event event = collector.peek(); event != null; event = collector.peek()) {
            dispatch(event);
            collector.pop();
        }
    }

    private void dispatch(Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> {
                namespace.counters.connections.increment();
                connection.setContainer(UUID.randomUUID().toString());
                connection.open();
            }
            case CONNECTION_REMOTE_CLOSE -> connection.close();
            case SESSION_REMOTE_OPEN -> event.getSession().open();
            case SESSION_REMOTE_CLOSE -> close(event.getSession());
            case LINK_REMOTE_OPEN -> attach(event.getLink());
            case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> leave(event.getLink());
            case DELIVERY -> deliver(event.getDelivery());
            default -> {
                // All else is the engine's own, or means that something may be sent, which is tried after each.
            }
        }
    }

    private void close(Session session) {
        Link link = connection.linkHead(ANY, ANY);
        while (link != null) {
            Link following = link.next(ANY, ANY);
            if (link.getSession() == session) {
                release(link);
            }
            link = following;
        }
        session.close();
        session.free();
    }

    private void leave(Link link) {
        release(link);
        if (link.getLocalState() == EndpointState.ACTIVE) {
            link.close();
        }
        link.free();
    }

    private void release(Link link) {
        if (link.getContext() instanceof EventOutput output) {
            output.close();
            outputs.remove(output);
        }
        link.setContext(null);
        if (link instanceof Receiver) {
            inputs.remove(link);
        } else {
            replies.remove(link);
        }
    }

    private void attach(Link link) {
        link.setSenderSettleMode(link.getRemoteSenderSettleMode());
        link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
        try {
            if (link instanceof Receiver receiver) {
                attachInput(receiver);
            } else {
                attachOutput((Sender) link);
            }
        } catch (AmqpException e) {
            namespace.counters.refused.increment();
            link.open();
            close(link, e.error());
        }
    }

    private void attachInput(Receiver link) throws AmqpException {
        String address = link.getRemoteTarget() instanceof Target target && target.getAddress() != null
                ? target.getAddress()
                : "";
        RequestNode node = nodes.get(address);
        if (node != null) {
            link.setContext((MessageInput) (delivery, message) -> answer(address, node, message));
        } else {
            link.setContext(eventInput(address));
            inputs.add(link);
        }
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.setMaxMessageSize(UnsignedLong.valueOf(Namespace.LARGEST_MESSAGE));
        link.open();
        link.flow(CREDIT);
    }

    private MessageInput eventInput(String path) throws AmqpException {
        namespace.faults.checkLink();
        LinkAddress address = LinkAddress.ofSender(path, namespace);
        Hub hub = namespace.hub(address.hub());
        if (!claims.allow(Right.SEND, path)) {
            throw new AmqpException(AmqpError.unauthorized(Right.SEND, namespace.address(path)));
        }
        if (address.partition().isEmpty()) {
            return (delivery, message) -> {
                List<EncodedEvent> events = EncodedEvent.ofMessage(message, delivery.getMessageFormat());
                if (!events.isEmpty()) {
                    accept(hub.log(events.get(0)), events);
                }
            };
        }
        PartitionLog log = hub.log(partition(hub, path, address));
        return (delivery, message) -> accept(log, EncodedEvent.ofMessage(message, delivery.getMessageFormat()));
    }

    private void accept(PartitionLog log, List<EncodedEvent> events) {
        log.append(events, System.currentTimeMillis());
        namespace.counters.accepted.add(events.size());
    }

    private String partition(Hub hub, String path, LinkAddress address) throws AmqpException {
        if (!hub.hasPartition(address.partition())) {
            throw namespace.notFound(path);
        }
        return address.partition();
    }

    private void attachOutput(Sender link) throws AmqpException {
        String path = link.getRemoteSource() instanceof Source source && source.getAddress() != null
                ? source.getAddress()
                : "";
        if (nodes.containsKey(path)) {
            replies.add(link);
        } else {
            namespace.faults.checkLink();
            LinkAddress address = LinkAddress.ofReceiver(path, namespace);
            Hub hub = namespace.hub(address.hub());
            if (!claims.allow(Right.LISTEN, path)) {
                throw new AmqpException(AmqpError.unauthorized(Right.LISTEN, namespace.address(path)));
            }
            if (!hub.hasGroup(address.group())) {
                throw namespace.notFound(path);
            }
            Symbol[] desired = link.getRemoteDesiredCapabilities();
            boolean hasMetrics = desired != null && Arrays.asList(desired).contains(EventOutput.RUNTIME_METRIC);
            EventOutput output =
                    new EventOutput(this, link, hub, address.group(), partition(hub, path, address), hasMetrics);
            link.setContext(output);
            link.setOfferedCapabilities(desired);
            outputs.add(output);
        }
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        link.open();
    }

    private void deliver(Delivery delivery) {
        if (delivery.getLink() instanceof Receiver link) {
            if (delivery.isReadable() && !delivery.isPartial() && link.getContext() instanceof MessageInput input) {
                byte[] message = new byte[delivery.pending()];
                link.recv(message, 0, message.length);
                link.advance();
                receive(link, input, delivery, message);
            }
        } else if (delivery.remotelySettled()) {
            delivery.settle();
        }
    }

    private void receive(Receiver link, MessageInput input, Delivery delivery, byte[] message) {
        try {
            if (message.length > Namespace.LARGEST_MESSAGE) {
                throw new AmqpException(AmqpError.tooLarge(message.length, Namespace.LARGEST_MESSAGE));
            }
            input.receive(delivery, message);
            delivery.disposition(Accepted.getInstance());
            delivery.settle();
            if (link.getCredit() < CREDIT / 2) {
                link.flow(CREDIT - link.getCredit());
            }
        } catch (AmqpException e) {
            Rejected rejected = new Rejected();
            rejected.setError(e.error().frame());
            delivery.disposition(rejected);
            delivery.settle();
            close(link, e.error());
        }
    }

    private void answer(String address, RequestNode node, byte[] encoded) {
        Message request = Proton.message();
        request.decode(encoded, 0, encoded.length);
        Message response = node.respond(request);
        response.setCorrelationId(request.getMessageId());
        Object body = response.getBody() == null ? new AmqpValue(null) : response.getBody();
        byte[] bytes = Codec.own().encode(response.getProperties(), response.getApplicationProperties(), body);
        replies.stream()
                .filter(link -> isReply(link, address, request.getReplyTo()))
                .findFirst()
                .ifPresent(link -> send(link, bytes));
    }

    private void send(Sender link, byte[] message) {
        Delivery delivery = link.delivery(new byte[] {(byte) (tag >> 8), (byte) tag});
        tag++;
        link.send(message, 0, message.length);
        delivery.settle();
    }

    private static boolean isReply(Sender link, String address, @Nullable String replyTo) {
        return ((Source) link.getRemoteSource()).getAddress().equals(address)
                && (replyTo == null
                        || !(link.getRemoteTarget() instanceof Target target)
                        || replyTo.equals(target.getAddress()));
    }

    /** Who somebody is, the tokens say; until then everybody may come in. */
    private static final class LetIn implements SaslListener {
        @Override
        public void onSaslInit(Sasl sasl, Transport transport) {
            byte[] said = new byte[sasl.pending()];
            sasl.recv(said, 0, said.length);
            sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
        }

        @Override
        public void onSaslResponse(Sasl sasl, Transport transport) {}

        @Override
        public void onSaslMechanisms(Sasl sasl, Transport transport) {}

        @Override
        public void onSaslChallenge(Sasl sasl, Transport transport) {}

        @Override
        public void onSaslOutcome(Sasl sasl, Transport transport) {}
    }
}
