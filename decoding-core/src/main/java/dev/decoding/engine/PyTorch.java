package dev.decoding.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native library of this process: started once, with what has to be set before.
 */
final class PyTorch {

	private static final Logger logger = LoggerFactory.getLogger(PyTorch.class);

	private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

	/**
	 * How long threads without work spin before they sleep. A forward is hundreds of
	 * short parallel pieces, so sleeping at once costs, and so does spinning on when
	 * another thread of the application needs the core.
	 */
	private static final Map<String, String> ENVIRONMENT = Map.of("GOMP_SPINCOUNT", "2000");

	/** The level from which PyTorch's messages are written: errors. */
	private static final int LOG_LEVEL = 2;

	private static boolean prepared;

	private PyTorch() {
	}

	/**
	 * Load the native library, unless that has been done.
	 * @return the engine
	 * @throws NativeLibraryException if it cannot be loaded
	 */
	static synchronized ai.djl.engine.Engine start() {
		if (!prepared) {
			SystemDefaults.optOutOfTelemetry();
			SystemDefaults.setUnlessSet("ai.djl.offline", "true");
			ENVIRONMENT.forEach(PyTorch::setEnvironment);
			prepared = true;
		}
		try {
			ai.djl.engine.Engine engine = ai.djl.engine.Engine.getEngine("PyTorch");
			quieten();
			return engine;
		}
		catch (EngineException | IllegalStateException | LinkageError ex) {
			Throwable cause = ex;
			while (cause.getCause() != null) {
				cause = cause.getCause();
			}
			throw new NativeLibraryException(platform(), String.valueOf(cause.getMessage()), ex);
		}
	}

	/**
	 * Set a variable of this process that native libraries read as they are loaded, which
	 * Java cannot do by itself.
	 */
	private static void setEnvironment(String name, String value) {
		boolean chosen = System.getenv(name) != null || System.getenv("OMP_WAIT_POLICY") != null;
		if (chosen || !(Platform.isLinux() || Platform.isMac())) {
			return;
		}
		try {
			NativeLibrary.getProcess().getFunction("setenv").invokeInt(new Object[] { name, value, 0 });
		}
		catch (LinkageError ex) {
			logger.debug("The environment variable '{}' cannot be set", name, ex);
		}
	}

	/**
	 * Keep warnings of native code, such as that an operator is deprecated, from the
	 * console, where they go past the application's log.
	 */
	private static void quieten() {
		Path library = Path.of(LibUtils.getLibtorchPath()).resolve(System.mapLibraryName("c10"));
		try {
			NativeLibrary.getInstance(library.toString())
				.getGlobalVariableAddress("FLAGS_caffe2_log_level")
				.setInt(0, LOG_LEVEL);
		}
		catch (LinkageError ex) {
			logger.debug("Warnings of '{}' stay on", library, ex);
		}
	}

	private static String platform() {
		String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
		String os = name.startsWith("mac") ? "osx" : name.startsWith("windows") ? "win" : "linux";
		String arch = System.getProperty("os.arch");
		return os + "-" + (arch.equals("amd64") ? "x86_64" : arch);
	}

	/**
	 * Return the device that an option names.
	 * @param option {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
	 * @return the device
	 * @throws IllegalArgumentException if there is no such device
	 */
	static Device device(String option) {
		ai.djl.engine.Engine engine = start();
		int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
		if (option.equals("auto")) {
			return (gpus > 0) ? Device.gpu(0) : Device.cpu();
		}
		if (option.equals("cpu")) {
			return Device.cpu();
		}
		Matcher matcher = GPU.matcher(option);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"The device '%s' is not known; use 'auto', 'cpu', 'gpu' or 'gpu:N'".formatted(option));
		}
		int index = (matcher.group(1) != null) ? Integer.parseInt(matcher.group(1)) : 0;
		if (index >= gpus) {
			throw new IllegalArgumentException(
					("The device '%s' is not there: PyTorch sees %d CUDA GPUs. Use 'cpu' or 'auto', or check the driver "
							+ "and that 'pytorch-native-cu128' is on the class path")
						.formatted(option, gpus));
		}
		return Device.gpu(index);
	}

}
