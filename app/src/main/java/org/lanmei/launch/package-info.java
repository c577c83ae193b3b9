/**
 * Starts the program: the command line, the database of the one-machine installation, backup and
 * restore.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.lanmei.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
