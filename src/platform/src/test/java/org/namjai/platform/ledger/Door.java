package org.namjai.platform.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Stands between the platform and a node: while it is shut, the node is gone for the platform, whatever it does. */
final class Door implements Closeable {
    // A loopback address of our own: while the door is shut nobody else takes its port.
    private final InetAddress address =
            byName("127.0.87." + (1 + ThreadLocalRandom.current().nextInt(250)));
    private final int port;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private @Nullable ServerSocket listener;

    Door() throws IOException {
        try (var chosen = new ServerSocket(0, 50, address)) {
            port = chosen.getLocalPort();
        }
    }

    String address() {
        return address.getHostAddress() + ":" + port;
    }

    /** Lets the platform through to the node at {@code target} of 127.0.0.1. */
    synchronized void open(int target) throws IOException {
        this.target = target;
        if (listener != null) {
            return;
        }
        var opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(address, port));
        listener = opened;
        daemon(() -> admit(opened));
    }

    /** Cuts every connection and lets no new one through. */
    synchronized void shut() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        for (var socket : passing) {
            socket.close();
        }
        passing.clear();
    }

    private void admit(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                lead(opened.accept());
            } catch (IOException e) {
                // The door is shut.
            }
        }
    }

    private void lead(Socket from) throws IOException {
        try {
            var to = new Socket(InetAddress.getLoopbackAddress(), target);
            passing.add(from);
            passing.add(to);
            daemon(() -> pump(from, to));
            daemon(() -> pump(to, from));
        } catch (IOException e) {
            from.close(); // the node is not there
        }
    }

    private static InetAddress byName(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side may go at any time.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "door");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
