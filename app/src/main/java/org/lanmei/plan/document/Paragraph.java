package org.lanmei.plan.document;

/**
 * A piece of a file between two breaks, not yet known to be heading or text.
 *
 * @param line of a text file, else paragraph, from 1
 * @param offset characters before it in that line or paragraph
 * @param label the number the word processor shows before it; blank when there is none
 * @param text without blanks around it, never blank
 * @param level of a heading by its style or tag, from 1; 0 = none; {@link #TITLE}
 * @param joins whether it may go on with the sentence the one before left unfinished
 */
record Paragraph(int line, int offset, String label, String text, int level, boolean joins) {

  /** The level of a document's title. */
  static final int TITLE = -1;
}
