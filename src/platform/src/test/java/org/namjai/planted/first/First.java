package org.namjai.planted.first;

/** A module's API. */
public final class First {}
