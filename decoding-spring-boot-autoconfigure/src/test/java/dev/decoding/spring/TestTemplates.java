package dev.decoding.spring;

/**
 * Chat templates of the kinds that there are, in small.
 */
public final class TestTemplates {

	/** Like that of Qwen: takes everything, and can be told not to think. */
	public static final String WITH_TOOLS = """
			{%- if tools %}
				{{- '<|im_start|>system\\n' }}
				{%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{% endif %}
				{{- '<tools>' }}
				{%- for tool in tools %}{{- '\\n' }}{{- tool | tojson }}{% endfor %}
				{{- '\\n</tools><|im_end|>\\n' }}
			{%- elif messages[0].role == 'system' %}
				{{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
			{%- endif %}
			{%- for message in messages %}
				{%- if message.role == 'tool' %}
					{{- '<|im_start|>user\\n<tool_response>' + message.name + ': ' + message.content }}
					{{- '</tool_response><|im_end|>\\n' }}
				{%- elif message.role != 'system' %}
					{{- '<|im_start|>' + message.role + '\\n' }}
					{%- if message.reasoning_content %}{{- '<think>' + message.reasoning_content + '</think>' }}{% endif %}
					{{- message.content }}
					{%- for call in message.tool_calls %}
						{{- '<tool_call>{"name": "' + call.function.name + '", "arguments": ' }}
						{{- call.function.arguments | tojson }}
						{{- '}</tool_call>' }}
					{%- endfor %}
					{{- '<|im_end|>\\n' }}
				{%- endif %}
			{%- endfor %}
			{%- if add_generation_prompt %}
				{{- '<|im_start|>assistant\\n' }}
				{%- if enable_thinking is defined and not enable_thinking %}{{- '<think></think>' }}{% endif %}
			{%- endif %}""";

	/** Like that of Llama 3: headers and ends of turns, no tools. */
	public static final String HEADERS = """
			{{- '<|begin|>' }}
			{%- for message in messages %}
				{{- '[' + message.role + ']\\n\\n' + message.content | trim + '<|eot|>' }}
			{%- endfor %}
			{%- if add_generation_prompt %}{{- '[assistant]\\n\\n' }}{% endif %}""";

	/** Like that of Gemma 2: refuses the role system, and demands alternation. */
	public static final String STRICT = """
			{%- if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}
			{%- for message in messages %}
				{%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
					{{- raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}
				{%- endif %}
				{{- '<turn>' + message['role'] + '\\n' + message['content'] + '<end>\\n' }}
			{%- endfor %}
			{%- if add_generation_prompt %}{{- '<turn>model\\n' }}{% endif %}""";

	/** Like that of Qwen 3.5: takes a system message only as the first message. */
	public static final String SYSTEM_FIRST = """
			{%- for message in messages %}
				{%- if message.role == 'system' and not loop.first %}
					{{- raise_exception('System message must be at the beginning.') }}
				{%- endif %}
				{{- message.role + ': ' + message.content + '\\n' }}
			{%- endfor %}""";

	private TestTemplates() {
	}

}
