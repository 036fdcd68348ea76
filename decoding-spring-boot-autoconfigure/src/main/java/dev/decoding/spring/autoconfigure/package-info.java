/**
 * Auto-configuration for Spring Boot: the {@code decoding.*} properties, one record a
 * block, the beans made from them, each of which backs off for one of the application,
 * and an explanation for every way in which starting up can fail.
 */
@NullMarked
package dev.decoding.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
