package org.lanmei.cap;

/**
 * A value with the name of what it means, as {@code eventCode}, {@code parameter} and {@code
 * geocode} are.
 *
 * @param valueName what the value is, or the list it is from; acronyms in capitals without periods
 * @param value as it is there
 */
public record NamedValue(String valueName, String value) {}
