/**
 * The Spring AI face of the project: {@link dev.decoding.spring.DecodingChatModel}
 * answers a prompt from a {@link dev.decoding.model.CausalLm} in this process, as
 * {@link dev.decoding.spring.DecodingChatOptions} ask for it. Usable without Spring Boot.
 */
@NullMarked
package dev.decoding.spring;

import org.jspecify.annotations.NullMarked;
