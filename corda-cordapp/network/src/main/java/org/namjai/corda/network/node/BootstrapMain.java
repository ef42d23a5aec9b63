package org.namjai.corda.network.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.corda.core.crypto.Crypto;
import net.corda.core.crypto.DigitalSignature;
import net.corda.core.identity.CordaX500Name;
import net.corda.core.identity.PartyAndCertificate;
import net.corda.core.node.NodeInfo;
import net.corda.core.serialization.SerializationFactory;
import net.corda.core.serialization.SerializedBytes;
import net.corda.core.utilities.NetworkHostAndPort;
import net.corda.nodeapi.internal.ContractsJarFile;
import net.corda.nodeapi.internal.DevIdentityGenerator;
import net.corda.nodeapi.internal.NodeInfoAndSigned;
import net.corda.nodeapi.internal.network.CopyCordapps;
import net.corda.nodeapi.internal.network.NetworkBootstrapper;
import net.corda.nodeapi.internal.network.NetworkParametersOverrides;

/**
 * Makes a network in the directory given, out of its {@code NAME_node.conf} files and CorDapp jars: a directory for
 * each node with its identity, every node's signed info, and the network's parameters. Or, for nodes that join a
 * network, all but the parameters.
 *
 * <p>Corda's own bootstrapper would start each node once for its info; here the infos are made without a node, which
 * takes seconds in place of minutes.
 */
public final class BootstrapMain {
    private static final String CONF = "_node.conf";
    private static final int PLATFORM_VERSION = 12;
    private static final char[] DEV_STORE_PASSWORD = "cordacadevpass".toCharArray();

    private BootstrapMain() {}

    public static void main(String[] args) throws Exception {
        NodeMain.adjustJdk();
        Path directory = Path.of(args[1]);
        NetworkBootstrapper bootstrapper = new NetworkBootstrapper(
                true, () -> unusedNodeJar(directory), nodes -> nodeInfos(nodes), jar -> new ContractsJarFile(jar));
        if (args[0].equals("join")) {
            startSerialisation(bootstrapper);
            nodeInfos(directoriesOutOf(directory));
        } else {
            bootstrapper.bootstrap(
                    directory, CopyCordapps.Yes, new NetworkParametersOverrides(null, null, null, null, null));
        }
        System.exit(0);
    }

    /** What {@code bootstrap} does first; signing an info needs it. */
    private static void startSerialisation(NetworkBootstrapper bootstrapper) throws ReflectiveOperationException {
        Method start = NetworkBootstrapper.class.getDeclaredMethod("initialiseSerialization");
        start.setAccessible(true);
        start.invoke(bootstrapper);
    }

    /** As the bootstrapper does it, for nodes that join: who is there already gives them the parameters. */
    private static List<Path> directoriesOutOf(Path directory) throws IOException {
        List<Path> nodes = new ArrayList<>();
        for (Path conf : files(directory, CONF)) {
            String name = conf.getFileName().toString();
            Path node = directory.resolve(name.substring(0, name.length() - CONF.length()));
            Path cordapps = Files.createDirectories(node.resolve("cordapps"));
            Files.move(conf, node.resolve("node.conf"));
            for (Path jar : files(directory, ".jar")) {
                if (Files.size(jar) > 0) Files.copy(jar, cordapps.resolve(jar.getFileName()));
            }
            nodes.add(node);
        }
        return nodes;
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** The bootstrapper copies it into each node's directory, where nobody starts it. */
    private static URL unusedNodeJar(Path directory) {
        try {
            return directory.resolve("corda.jar").toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> nodeInfos(List<? extends Path> nodes) {
        List<Path> infos = new ArrayList<>();
        for (Path node : nodes) infos.add(nodeInfo(node));
        return infos;
    }

    private static Path nodeInfo(Path node) {
        Config config = ConfigFactory.parseFile(node.resolve("node.conf").toFile());
        CordaX500Name name = CordaX500Name.parse(config.getString("myLegalName"));
        try {
            DevIdentityGenerator.INSTANCE.installKeyStoreWithNodeIdentity(node, name);
            KeyStore store = KeyStore.getInstance("JKS");
            try (InputStream in = Files.newInputStream(node.resolve("certificates/nodekeystore.jks"))) {
                store.load(in, DEV_STORE_PASSWORD);
            }
            String alias = identityAlias(store);
            NodeInfo info = new NodeInfo(
                    List.of(NetworkHostAndPort.parse(config.getString("p2pAddress"))),
                    List.of(new PartyAndCertificate(certPath(store, alias))),
                    PLATFORM_VERSION,
                    System.currentTimeMillis());
            // As the JDK's key is of no type that Corda knows.
            PrivateKey key = Crypto.toSupportedPrivateKey((PrivateKey) store.getKey(alias, DEV_STORE_PASSWORD));
            NodeInfoAndSigned signed = new NodeInfoAndSigned(info, (owner, bytes) -> sign(key, bytes.getBytes()));
            Path file = node.resolve("nodeInfo-" + serialise(name).getHash());
            Files.write(file, serialise(signed.getSigned()).getBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The identity of " + name + " cannot be read.", e);
        }
    }

    private static String identityAlias(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (alias.endsWith("identity-private-key")) return alias;
        }
        throw new IllegalStateException("The key store holds no identity.");
    }

    private static CertPath certPath(KeyStore store, String alias) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertPath(List.of(store.getCertificateChain(alias)));
    }

    private static DigitalSignature sign(PrivateKey key, byte[] bytes) {
        try {
            return new DigitalSignature(Crypto.doSign(key, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> SerializedBytes<T> serialise(T object) {
        SerializationFactory factory = SerializationFactory.Companion.getDefaultFactory();
        return factory.serialize(object, factory.getDefaultContext());
    }
}
