package org.namjai.bank.merchant;

/**
 * Why the platform did not do what a shop asked for.
 *
 * @param code stable, kebab case
 */
public record Reason(String code, String th, String en) {}
