/** Invented readings for the worked example: pure, from a seed, the same for everybody. */
@NullMarked
package org.lanmei.water.example;

import org.jspecify.annotations.NullMarked;
