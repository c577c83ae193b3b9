/**
 * Starts the program: the command line, the database of the one-machine installation, backup and
 * restore, and the check of proof files.
 */
@ApplicationModule(allowedDependencies = {"kernel", "log", "merkle"})
@NullMarked
package org.lanmei.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
