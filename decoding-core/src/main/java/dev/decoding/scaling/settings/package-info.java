/**
 * What can be set for test-time compute, described once: properties, options of a request
 * and of the command line follow from it.
 */
@NullMarked
package dev.decoding.scaling.settings;

import org.jspecify.annotations.NullMarked;
