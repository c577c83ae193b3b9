/**
 * What a decision's record comes to: a pure function from everything that was said and done to its
 * state. Nothing here reads a clock or a database.
 */
@NullMarked
package org.lanmei.governance.consensus;

import org.jspecify.annotations.NullMarked;
