/**
 * The hydrologist's statistics, each method as its paper has it and checked against somebody else's
 * results: {@link org.lanmei.hydrology.Methods} lists the method, its source, the reference data
 * and the largest deviation that the tests allow.
 *
 * <ul>
 *   <li>how a river is: {@link org.lanmei.hydrology.FlowDuration}, {@link
 *       org.lanmei.hydrology.Baseflow}, {@link org.lanmei.hydrology.HydrologicAlteration}, {@link
 *       org.lanmei.hydrology.FlowComponents};
 *   <li>how rare a flood is: {@link org.lanmei.hydrology.LMoments}, {@link
 *       org.lanmei.hydrology.Family}, {@link org.lanmei.hydrology.FrequencyAnalysis}, {@link
 *       org.lanmei.hydrology.Region};
 *   <li>whether it changes: {@link org.lanmei.hydrology.MannKendall}, {@link
 *       org.lanmei.hydrology.SenSlope}, {@link org.lanmei.hydrology.Pettitt};
 *   <li>how dry it is: {@link org.lanmei.hydrology.StandardizedIndex}, {@link
 *       org.lanmei.hydrology.DroughtRuns};
 *   <li>how a wave travels: {@link org.lanmei.hydrology.Muskingum}, {@link
 *       org.lanmei.hydrology.MuskingumCunge};
 *   <li>how good a model is: {@link org.lanmei.hydrology.Agreement}.
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
