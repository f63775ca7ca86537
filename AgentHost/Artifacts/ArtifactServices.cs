using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>Registers what keeps the files that code of runs wrote.</summary>
internal static class ArtifactServices
{
    public static IHostApplicationBuilder AddArtifacts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<ArtifactOptions, ArtifactOptionsValidator>().BindConfiguration(ArtifactOptions.SectionName, static binder => binder.ErrorOnUnknownConfiguration = true);
        builder.Services.AddSingleton<ArtifactStore>().AddSingleton<IArtefactStore>(static provider => provider.GetRequiredService<ArtifactStore>());
        return builder;
    }
}
