package dev.decoding.samples.cli;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Entry point of the command line.
 */
@SpringBootApplication
public class CliApplication {

	public static void main(String[] args) {
		System.exit(new Cli(new SpringModelSource()).run(args));
	}

}
