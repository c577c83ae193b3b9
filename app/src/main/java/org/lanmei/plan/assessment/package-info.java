/**
 * The state of a commitment as a pure function of evidence, a day, what was known, and the rules.
 */
@NullMarked
package org.lanmei.plan.assessment;

import org.jspecify.annotations.NullMarked;
