/**
 * Files of readings on their way in: tables of any common layout, intake profiles proposed from a
 * file and confirmed by a person, jobs that load a file and can be left, cancelled and taken up
 * again.
 */
@NullMarked
package org.lanmei.water.intake;

import org.jspecify.annotations.NullMarked;
