package dev.decoding.engine.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

/**
 * TorchScript from sources: methods of one class, wrapped into the archive that PyTorch
 * loads, in memory.
 */
final class TorchScript implements AutoCloseable {

	private static final String HEADER = """
			class M(Module):
			  __parameters__ = []
			  __buffers__ = []
			  training : bool
			""";

	/**
	 * The pickle of an object of the class: {@code GLOBAL}, {@code EMPTY_TUPLE},
	 * {@code NEWOBJ}, a dictionary with {@code training: False}, {@code BUILD}.
	 */
	private static final byte[] OBJECT = ascii("\u0080\2c__torch__\nM\n)\u0081}(X\10\0\0\0training\u0089ub.");

	private static final byte[] NO_CONSTANTS = ascii("\u0080\2).");

	private final PtSymbolBlock module;

	private TorchScript(PtSymbolBlock module) {
		this.module = module;
	}

	/**
	 * Load methods as a module.
	 * @param manager the manager that names the device
	 * @param methods the sources of the methods
	 * @return the module
	 */
	static TorchScript load(PtNDManager manager, String... methods) {
		StringBuilder source = new StringBuilder(HEADER);
		for (String method : methods) {
			source.append(method.stripTrailing().indent(2));
		}
		try (InputStream archive = new ByteArrayInputStream(archive(source.toString()))) {
			return new TorchScript(JniUtils.loadModule(manager, archive, false, false));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Call a method.
	 * @param method the name
	 * @param arguments the arguments, which stay the caller's
	 * @return the result, the caller's to close
	 */
	IValue call(String method, IValue... arguments) {
		return IValueUtils.runMethod(this.module, method, arguments);
	}

	@Override
	public void close() {
		this.module.close();
	}

	/**
	 * Read a source from the resources beside this class.
	 * @param name the name of the file
	 * @return the source
	 */
	static String resource(String name) {
		try (InputStream stream = TorchScript.class.getResourceAsStream(name)) {
			return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return methods without arguments that return constants.
	 * @param constants the names and values: integers, floating point numbers, booleans,
	 * strings and lists of floating point numbers
	 * @return the source of the methods
	 */
	static String constants(Map<String, Object> constants) {
		return constants.entrySet()
			.stream()
			.map((constant) -> constant(constant.getKey(), constant.getValue()))
			.collect(Collectors.joining());
	}

	private static String constant(String name, Object value) {
		String type = "int";
		String literal = value.toString();
		if (value instanceof Double number) {
			type = "float";
			literal = Double.isInfinite(number) ? "float(\"" + ((number < 0) ? "-inf" : "inf") + "\")" : literal;
		}
		else if (value instanceof Boolean truth) {
			type = "bool";
			literal = truth ? "True" : "False";
		}
		else if (value instanceof List<?> numbers) {
			type = "List[float]";
			literal = "annotate(List[float], " + numbers + ")";
		}
		else if (value instanceof String) {
			type = "str";
			literal = '"' + literal + '"';
		}
		return "def %s(self) -> %s:%n    return %s%n".formatted(name, type, literal).replace("\r\n", "\n");
	}

	private static byte[] archive(String source) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			store(zip, "m/data.pkl", OBJECT);
			store(zip, "m/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
			store(zip, "m/constants.pkl", NO_CONSTANTS);
			store(zip, "m/version", ascii("10\n"));
			store(zip, "m/byteorder", ascii("little"));
		}
		return bytes.toByteArray();
	}

	private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		CRC32 crc = new CRC32();
		crc.update(content);
		entry.setCrc(crc.getValue());
		zip.putNextEntry(entry);
		zip.write(content);
		zip.closeEntry();
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
