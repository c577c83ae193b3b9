package org.lanmei.site;

/**
 * A section in the navigation under the masthead. A module registers one as a bean.
 *
 * @param section stable id a page names as its own
 * @param order place in the row, ascending
 * @param key message key of the label
 */
public record NavEntry(String section, int order, String key, String href) {}
