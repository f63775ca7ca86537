namespace Switchyard.Web.Conversations;

/// <summary>Registers the playground's parts. The conversation is scoped: one per circuit.</summary>
internal static class ConversationsExtensions
{
    public static WebApplicationBuilder AddConversations(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<IAnswerSource, ModelAnswerSource>();
        builder.Services.AddScoped<IAnswerSource, AgentAnswerSource>();
        builder.Services.AddScoped<Conversation>();
        builder.Services.AddScoped<TargetCatalog>();
        return builder;
    }
}
