package dev.decoding.model;

/**
 * An evaluation was given up because its calling thread was interrupted.
 */
public class EvaluationCancelledException extends ModelException {

	public EvaluationCancelledException() {
		super("The evaluation was cancelled");
	}

}
