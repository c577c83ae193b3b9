/**
 * Readings kept in arrays, who may see them, and how they come in and go out. What others may ask
 * for stands in {@link org.lanmei.water.Readings} and {@link org.lanmei.water.Intake}.
 */
@NullMarked
package org.lanmei.water.readings;

import org.jspecify.annotations.NullMarked;
