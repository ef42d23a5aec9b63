package org.namjai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.namjai.sandbox.supervisor.ChildPart;
import org.namjai.sandbox.supervisor.Part;
import org.namjai.sandbox.supervisor.PartFailure;
import org.namjai.sandbox.supervisor.Supervisor;

class SupervisorTest {
    @TempDir
    Path directory;

    @Test
    void portTaken_isToldInOneSentenceAndNothingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell part = new Shell("web", "sleep 60", taken.getLocalPort());
            assertThatThrownBy(() -> new Supervisor(List.of(part), (name, step, since) -> {}).start())
                    .isInstanceOf(PartFailure.class)
                    .hasMessage("Port " + taken.getLocalPort() + ", for a test, is taken by another program."
                            + " Stop that program, or set NAMJAI_PORT_OFFSET.");
            assertThat(part.isAlive()).isFalse();
        }
    }

    @Test
    void partThatDiesAtStart_isNamedWithItsLogAndTheOthersAreStopped() {
        Shell healthy = new Shell("healthy", "echo up > " + directory.resolve("healthy.ready") + "; exec cat", 0);
        Shell dying = new Shell("dying", "echo no such database; exit 3", 0);
        assertThatThrownBy(() -> new Supervisor(List.of(healthy, dying), (name, step, since) -> {}).start())
                .isInstanceOf(PartFailure.class)
                .hasMessageContainingAll(
                        "The part 'dying' died while it started (exit code 3)", "dying.log", "no such database");
        assertThat(healthy.isAlive()).isFalse();
    }

    @Test
    void part_startsOnlyWhenWhatItNeedsIsReady() throws Exception {
        List<String> told = new ArrayList<>();
        Shell first = new Shell("first", "sleep 0.5; echo up > " + directory.resolve("first.ready") + "; exec cat", 0);
        Shell second = new Shell("second", "echo up > " + directory.resolve("second.ready") + "; exec cat", 0) {
            @Override
            public List<String> needs() {
                return List.of("first");
            }
        };
        try (Supervisor supervisor =
                new Supervisor(List.of(first, second), (name, step, since) -> told.add(name + " " + step))) {
            supervisor.start();
            assertThat(supervisor.dead()).isEmpty();
        }
        assertThat(told).containsExactly("first STARTING", "first READY", "second STARTING", "second READY");
        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void secrets_areMadeOnceForAllProcessesAndReadableByTheirOwnerOnly() throws Exception {
        Path file = directory.resolve("secrets.properties");
        String made = Secrets.in(file).password("one");
        assertThat(made).hasSize(20);
        assertThat(Secrets.in(file).password("one")).isEqualTo(made);
        assertThat(Secrets.in(file).password("other")).isNotEqualTo(made);
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** A shell command as a part; ready when it has made its file. */
    private class Shell extends ChildPart {
        private final String script;
        private final int port;

        Shell(String name, String script, int port) {
            super(name, directory.resolve(name + ".log"));
            this.script = script;
            this.port = port;
        }

        @Override
        public List<Part.TakenPort> ports() {
            return port == 0 ? List.of() : List.of(new Part.TakenPort(port, "a test"));
        }

        @Override
        protected List<String> command() {
            return List.of("sh", "-c", script);
        }

        @Override
        protected Map<String, String> environment() {
            return Map.of();
        }

        @Override
        protected boolean isReady() {
            return Files.exists(directory.resolve(name() + ".ready"));
        }
    }
}
