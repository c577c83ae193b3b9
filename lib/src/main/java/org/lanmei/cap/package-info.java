/**
 * The Common Alerting Protocol: OASIS CAP 1.2 is read and written, 1.0 and 1.1 are read.
 *
 * <p>{@link org.lanmei.cap.CapReader} makes an {@link org.lanmei.cap.Alert} of bytes and lists as
 * {@link org.lanmei.cap.Finding}s what is wrong with them, by {@link org.lanmei.cap.Rule} and
 * place; {@link org.lanmei.cap.CapWriter} writes. What is no message at all, or dangerous to read,
 * is a {@link org.lanmei.cap.CapException}. Nothing here does I/O beyond streams or reads a clock.
 */
@NullMarked
package org.lanmei.cap;

import org.jspecify.annotations.NullMarked;
