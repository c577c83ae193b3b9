package org.lanmei.water.intake;

import org.lanmei.kernel.Message;

/**
 * A row that is left out.
 *
 * @param line on which it begins, counted from 1
 * @param cells the row as it stands there, shortened
 * @param what is wrong
 * @param how to mend it
 */
public record BadRow(long line, String cells, Message what, Message how) {}
