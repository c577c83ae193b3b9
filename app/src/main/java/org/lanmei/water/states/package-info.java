/**
 * How a station stands, judged from its readings and the limits in force: no clock, no database.
 */
@NullMarked
package org.lanmei.water.states;

import org.jspecify.annotations.NullMarked;
