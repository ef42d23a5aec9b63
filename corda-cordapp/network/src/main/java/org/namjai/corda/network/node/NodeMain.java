package org.namjai.corda.network.node;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;

/** Starts a Corda node, or another command of it, on JDK 17. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] args) throws Exception {
        adjustJdk();
        // Named only here: what is loaded before the adjustment must not know Corda.
        Class<?> corda = Class.forName("net.corda.node.Corda");
        corda.getMethod("main", String[].class).invoke(null, (Object) args);
    }

    static void adjustJdk() throws ReflectiveOperationException {
        // Corda's start-up check knows Java 8 and 11.
        System.setProperty("java.specification.version", "11");
        showHiddenFields();
    }

    /** Corda's DataSourceFactory unsets {@code Field.modifiers}, which the JDK has hidden since Java 12. */
    private static void showHiddenFields() throws ReflectiveOperationException {
        Class<?> reflection = Class.forName("jdk.internal.reflect.Reflection");
        Method allFields = Class.class.getDeclaredMethod("getDeclaredFields0", boolean.class);
        allFields.setAccessible(true);
        for (Field field : (Field[]) allFields.invoke(reflection, false)) {
            if (field.getName().equals("fieldFilterMap")) {
                field.setAccessible(true);
                field.set(null, new HashMap<>());
            }
        }
    }
}
