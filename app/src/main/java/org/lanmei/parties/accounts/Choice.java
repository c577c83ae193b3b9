package org.lanmei.parties.accounts;

/**
 * One line of a list to choose from.
 *
 * @param value as sent; empty = none chosen
 * @param text in the reader's language
 */
public record Choice(String value, String text) {}
