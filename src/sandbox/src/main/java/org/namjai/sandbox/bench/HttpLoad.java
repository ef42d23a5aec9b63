package org.namjai.sandbox.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Calls over kept-alive connections, all on one thread of its own, so that the load itself takes little of the machine. */
final class HttpLoad implements AutoCloseable {
    /** A thread of this name makes the load. */
    static final String THREAD = "load";

    private static final int LARGEST_ANSWER = 1 << 16;
    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long TICK_MICROS = 500;

    private final EventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory(THREAD));
    private final EventLoop loop = group.next();
    private final URI server;
    private final Supplier<FullHttpRequest> calls;
    private final Function<FullHttpResponse, Kind> kinds;

    /** What an answer means. */
    enum Kind {
        AUTHORISED,
        REFUSED,
        /** Told to come again. */
        SHED
    }

    /**
     * @param calls the next call; asked on the load's own thread
     * @param kinds what an answer means; throws when it is not to be
     */
    HttpLoad(URI server, Supplier<FullHttpRequest> calls, Function<FullHttpResponse, Kind> kinds) {
        this.server = server;
        this.calls = calls;
        this.kinds = kinds;
    }

    /** What came of a load, counted between its warm-up and its end. */
    static final class Counted {
        final Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
        final long[] answers = new long[Kind.values().length];
        long unsent;
        double seconds;

        double perSecond(Kind kind) {
            return answers[kind.ordinal()] / seconds;
        }

        /** Decided, one way or the other. */
        double decidedPerSecond() {
            return perSecond(Kind.AUTHORISED) + perSecond(Kind.REFUSED);
        }

        /** Found no free connection. */
        double unsentPerSecond() {
            return unsent / seconds;
        }

        double ms(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** As many callers, each asking again as soon as it was answered. */
    Counted closed(int callers, int warmUpSeconds, int seconds) {
        return run(callers, warmUpSeconds, seconds, 0);
    }

    /**
     * Calls come at their times, whether earlier ones were answered or not; an answer's time counts from when its call was
     * due. What is due while every connection waits for an answer is not sent, and counted.
     */
    Counted open(double perSecond, int connections, int warmUpSeconds, int seconds) {
        return run(connections, warmUpSeconds, seconds, perSecond);
    }

    private Counted run(int connections, int warmUpSeconds, int seconds, double perSecond) {
        var run = new Run(perSecond, warmUpSeconds, seconds);
        try {
            List<Channel> channels = connect(connections, run);
            loop.execute(() -> run.begin(channels));
            Counted counted = run.done.join();
            for (Channel channel : channels) channel.close().sync();
            return counted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private List<Channel> connect(int connections, Run run) throws InterruptedException {
        var bootstrap =
                new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new Pipeline(run));
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < connections; i++) {
            channels.add(
                    bootstrap.connect(server.getHost(), server.getPort()).sync().channel());
        }
        return channels;
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Run run;

        Pipeline(Run run) {
            this.run = run;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline()
                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER), new Caller(run));
        }
    }

    /** One connection: one call under way at a time. */
    private static final class Caller extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final Run run;
        private long due;

        Caller(Run run) {
            this.run = run;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            run.answered(this, context.channel(), answer);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            run.fail(new IllegalStateException("the server closed a connection"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            run.fail(cause);
        }
    }

    /** All on the load's thread. */
    private final class Run {
        final CompletableFuture<Counted> done = new CompletableFuture<>();
        private final Counted counted = new Counted();
        private final ArrayDeque<Channel> idle = new ArrayDeque<>();
        private final double perSecond;
        private final long warmUpNanos;
        private final long measuredNanos;
        private long begin;
        private long end;
        private long came;
        private long started;
        private @Nullable ScheduledFuture<?> ticks;

        Run(double perSecond, int warmUpSeconds, int seconds) {
            this.perSecond = perSecond;
            this.warmUpNanos = TimeUnit.SECONDS.toNanos(warmUpSeconds);
            this.measuredNanos = TimeUnit.SECONDS.toNanos(seconds);
            counted.seconds = seconds;
        }

        void begin(List<Channel> channels) {
            started = System.nanoTime();
            begin = started + warmUpNanos;
            end = begin + measuredNanos;
            if (perSecond == 0) {
                channels.forEach(channel -> send(channel, System.nanoTime()));
            } else {
                idle.addAll(channels);
                ticks = loop.scheduleAtFixedRate(this::sendDue, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
            }
            loop.schedule(this::finish, warmUpNanos + measuredNanos, TimeUnit.NANOSECONDS);
        }

        private void sendDue() {
            long now = System.nanoTime();
            long dueByNow = (long) ((now - started) / 1e9 * perSecond);
            for (; came < dueByNow && !idle.isEmpty(); came++) {
                send(idle.remove(), started + (long) (came / perSecond * 1e9));
            }
            if (now >= begin && now < end) counted.unsent += dueByNow - came;
            came = dueByNow;
        }

        private void send(Channel channel, long due) {
            channel.pipeline().get(Caller.class).due = due;
            channel.writeAndFlush(calls.get());
        }

        void answered(Caller caller, Channel channel, FullHttpResponse answer) {
            long now = System.nanoTime();
            Kind kind = kinds.apply(answer);
            if (now >= begin && now < end) {
                counted.answers[kind.ordinal()]++;
                if (kind != Kind.SHED) counted.nanos.recordValue(Math.min(now - caller.due, HIGHEST_NANOS));
            }
            if (now >= end) return;
            if (perSecond == 0) {
                send(channel, now);
            } else {
                idle.add(channel);
            }
        }

        private void finish() {
            if (ticks != null) ticks.cancel(false);
            // What is still under way gets its answer, and is counted by nobody.
            loop.schedule(() -> done.complete(counted), 2, TimeUnit.SECONDS);
        }

        void fail(Throwable cause) {
            if (System.nanoTime() < end) done.completeExceptionally(cause);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
