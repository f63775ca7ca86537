namespace Switchyard.ToolCalls;

/// <summary>How a model writes tool calls, which its template and its control tokens tell.</summary>
public enum ToolCallSyntax
{
    /// <summary><c>&lt;tool_call&gt;{"name": …, "arguments": {…}}&lt;/tool_call&gt;</c>: Qwen, Hermes and what is trained likewise.</summary>
    Hermes,

    /// <summary><c>{"name": …, "parameters": {…}}</c> as the whole answer or after <c>&lt;|python_tag|&gt;</c>: Llama 3.</summary>
    Llama,

    /// <summary><c>[TOOL_CALLS] [{"name": …, "arguments": {…}}]</c>: Mistral.</summary>
    Mistral,

    /// <summary><c>[TOOL_CALLS]name[ARGS]{…}</c>: Mistral's later models.</summary>
    MistralNamed,

    /// <summary>A call in Python in a fence marked <c>tool_code</c>: Gemma.</summary>
    ToolCode,

    /// <summary><c>&lt;function=name&gt;{…}&lt;/function&gt;</c>, or a <c>&lt;parameter=key&gt;</c> for each argument, as Qwen3-Coder writes.</summary>
    FunctionTag,

    /// <summary><c>{"tool_calls": [{"function": {"name": …, "arguments": …}}]}</c>: OpenAI's form, as text.</summary>
    OpenAI,
}
