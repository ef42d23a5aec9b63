package org.namjai.platform.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands between the platform and a node: while it is shut, the node is gone for the platform, whatever it does. */
final class Door implements Closeable {
    private final ServerSocket listener;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Integer target;

    Door() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::admit);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    void open(int port) {
        target = port;
    }

    /** Cuts every connection and lets no new one through. */
    void shut() {
        target = null;
        passing.forEach(Door::close);
        passing.clear();
    }

    private void admit() {
        while (!listener.isClosed()) {
            try {
                var from = listener.accept();
                var port = target;
                if (port == null) {
                    close(from);
                    continue;
                }
                var to = new Socket(InetAddress.getLoopbackAddress(), port);
                passing.add(from);
                passing.add(to);
                daemon(() -> pump(from, to));
                daemon(() -> pump(to, from));
            } catch (IOException e) {
                // The listener is closed, or the node is not there: the caller sees a closed connection.
            }
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

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        listener.close();
    }
}
