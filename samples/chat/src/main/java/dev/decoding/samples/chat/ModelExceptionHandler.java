package dev.decoding.samples.chat;

import dev.decoding.model.ContextLengthExceededException;
import dev.decoding.model.ModelException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what a model refuses into problem details.
 */
@RestControllerAdvice
class ModelExceptionHandler {

	@ExceptionHandler
	ProblemDetail handle(ModelException ex) {
		HttpStatus status = (ex instanceof ContextLengthExceededException) ? HttpStatus.CONTENT_TOO_LARGE
				: HttpStatus.SERVICE_UNAVAILABLE;
		return ProblemDetail.forStatusAndDetail(status, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

}
