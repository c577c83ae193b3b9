/**
 * Reads a plan document: characters, lines, headings, sentences, and what changed against a
 * register.
 */
@NullMarked
package org.lanmei.plan.document;

import org.jspecify.annotations.NullMarked;
