<#-- Written by license-maven-plugin from the POMs of the dependencies. -->
Third-party software in this distribution
=========================================

gpen is under the Apache License 2.0 (see LICENSE). Each library lies unchanged as a jar of its own in lib/, under its own licence:

<#list dependencyMap as entry>
${entry.getKey().groupId}:${entry.getKey().artifactId}:${entry.getKey().version}
    <#list entry.getValue() as licence>${licence}<#sep>; </#list><#if entry.getKey().url?? && entry.getKey().url?has_content>
    ${entry.getKey().url}</#if>
</#list>

Inside the jars with native libraries
-------------------------------------
pytorch-native-cpu holds libtorch (BSD-3-Clause, https://github.com/pytorch/pytorch/blob/main/LICENSE; with oneDNN, Apache-2.0; Intel MKL,
Intel Simplified Software License; the GNU OpenMP runtime, GPL-3.0 with the GCC runtime library exception; and others named in PyTorch's NOTICE file).
opencv holds OpenCV 4 (Apache-2.0, https://github.com/opencv/opencv/blob/4.x/LICENSE) with libjpeg-turbo (IJG, BSD-3-Clause), libpng (PNG
Reference Library License), libtiff (libtiff licence), libwebp (BSD-3-Clause), OpenJPEG (BSD-2-Clause), zlib (zlib licence) and others named in OpenCV's 3rdparty folder.
