package org.namjai.corda.network;

/** Who may call a node. The password does not show in {@link #toString}. */
public record RpcUser(String name, String password) {
    @Override
    public String toString() {
        return "RpcUser[" + name + "]";
    }
}
