/**
 * The hydrologist's statistics, each method as its paper has it and checked in its test against
 * somebody else's results.
 *
 * <ul>
 *   <li>how a river is: {@link org.lanmei.hydrology.FlowDuration};
 *   <li>how rare a flood is: {@link org.lanmei.hydrology.LMoments}, {@link
 *       org.lanmei.hydrology.Family}, {@link org.lanmei.hydrology.FrequencyAnalysis}, {@link
 *       org.lanmei.hydrology.Region}.
 * </ul>
 *
 * <p>A series is an array of equally spaced values, oldest first. {@code NaN} is a missing value,
 * in the input and in the result; an infinite value is refused. No method changes the array it is
 * given. A question that cannot be asked (too few values, a probability outside 0 to 1) throws an
 * {@link java.lang.IllegalArgumentException} that says what is wrong. What the values measure is
 * the caller's: a method that works for levels and discharges alike keeps the unit it was given.
 */
@NullMarked
package org.lanmei.hydrology;

import org.jspecify.annotations.NullMarked;
