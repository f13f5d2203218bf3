using Shouldly;

namespace Judge.Tests.Languages;

[Collection("languages")]
[Trait("Needs", "Docker")]
public class LinearAlgebraTests(LanguageServer shared)
{
    /// <summary>Octave has a second thread for itself.</summary>
    [Theory]
    [InlineData("python", "import numpy, os\na = numpy.eye(300)\nprint((a @ a).sum(), 'openblas' in open('/proc/self/maps').read(), len(os.listdir('/proc/self/task')))", "300.0 True 1\n")]
    [InlineData("r", "a <- diag(300)\ncat(sum(a %*% a), any(grepl('openblas', readLines('/proc/self/maps'))), length(list.files('/proc/self/task')), '\\n')", "300 TRUE 1 \n")]
    [InlineData("octave", "a = eye(300);\nprintf('%d %d %d\\n', sum((a * a)(:)), ! isempty(strfind(fileread('/proc/self/maps'), 'openblas')), numel(dir('/proc/self/task')) - 2)", "300 1 2\n")]
    public async Task Matrices_are_multiplied_by_OpenBLAS_in_no_thread_of_its_own(string language, string source, string prints)
    {
        var result = await shared.Judge.RunAsync(new { language, source_code = source, max_processes = 1 });

        (result["stdout"]?.ToString()).ShouldBe(prints, result.ToJsonString());
    }
}
