package org.lanmei.plan.document;

/**
 * One sentence of a clause.
 *
 * @param number counted from 1 over all paragraphs of the clause
 * @param text as in the document, without blanks around it; where the document wraps it over lines,
 *     the lines are put together
 * @param line where it begins: the line of a text file, the paragraph of the other formats, from 1
 * @param offset characters (UTF-16) before it in that line or paragraph
 */
public record Sentence(int number, String text, int line, int offset) {}
