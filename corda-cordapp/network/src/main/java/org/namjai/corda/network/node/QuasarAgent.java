package org.namjai.corda.network.node;

import co.paralleluniverse.fibers.instrument.JavaAgent;
import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Quasar's agent, made to read the class files of Java 17. Quasar asks ASM for API level 7, which refuses records and
 * sealed classes; this rewrites that constant in Quasar's own instrumentation and then starts Quasar.
 *
 * <p>Quasar also opens the jar of every class that a flow's code may call anew, and with a signed jar the JDK checks the
 * signature each time: two fifths of a node's start. This lets the JDK keep the jars open.
 *
 * <p>Lives in one jar with Quasar and an ASM that the build puts in the place of Quasar's.
 */
public final class QuasarAgent {
    private static final String INSTRUMENTATION = "co/paralleluniverse/fibers/instrument/";
    private static final String JAR_READER = "co/paralleluniverse/common/reflection/ClassLoaderUtil";

    private QuasarAgent() {}

    public static void premain(String exclusions, Instrumentation instrumentation) throws Exception {
        instrumentation.addTransformer(new QuasarOnJdk17());
        loadInstrumentation();
        JavaAgent.premain(exclusions, instrumentation);
    }

    /** Classes loaded while a transformer runs are not transformed themselves, so they are all loaded before. */
    private static void loadInstrumentation() throws Exception {
        File ourJar = new File(QuasarAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile jar = new JarFile(ourJar)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(".class") && isOurs(name.substring(0, name.length() - ".class".length()))) load(name);
            }
        }
    }

    private static boolean isOurs(@Nullable String name) {
        return name != null && (name.startsWith(INSTRUMENTATION) || name.equals(JAR_READER));
    }

    private static void load(String file) throws ClassNotFoundException {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, QuasarAgent.class.getClassLoader());
        } catch (NoClassDefFoundError e) {
            // Quasar's Ant task: there is no Ant here.
        }
    }

    private static final class QuasarOnJdk17 implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (!isOurs(name)) return null;
            ClassReader reader = new ClassReader(bytes);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Adjusted(writer), 0);
            return writer.toByteArray();
        }
    }

    private static final class Adjusted extends ClassVisitor {
        Adjusted(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitLdcInsn(Object value) {
                    super.visitLdcInsn(Integer.valueOf(Opcodes.ASM7).equals(value) ? Opcodes.ASM9 : value);
                }

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String descriptor, boolean onInterface) {
                    if (called.equals("setUseCaches")) {
                        visitInsn(Opcodes.POP2);
                    } else {
                        super.visitMethodInsn(opcode, owner, called, descriptor, onInterface);
                    }
                }
            };
        }
    }
}
