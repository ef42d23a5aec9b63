package org.namjai.sandbox.registries;

/**
 * People at one address.
 *
 * @param first index of the head; the others follow
 * @param named whether somebody of it has a login of the sandbox, and so meets every condition
 */
record Household(long number, int first, int size, String district, boolean registered, boolean farms, boolean named) {
    /** The district and a number, eleven digits. */
    String houseCode() {
        return district + String.format("%07d", number);
    }
}
