package org.lanmei.site;

/**
 * Another form of the same content, linked in the record line.
 *
 * @param label CSV, XLSX, JSON: the same in all languages
 */
public record Form(String label, String href) {}
